/** Messages that consumers see only if a local transaction of the sender commits. */
package com.aliyun.openservices.ons.api.transaction;
