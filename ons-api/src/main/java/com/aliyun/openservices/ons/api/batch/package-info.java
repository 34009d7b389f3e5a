/** Receiving messages in lists. */
package com.aliyun.openservices.ons.api.batch;
