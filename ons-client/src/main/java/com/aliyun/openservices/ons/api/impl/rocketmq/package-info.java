/** The channel of an application, under the name that the published client has for it. */
package com.aliyun.openservices.ons.api.impl.rocketmq;
