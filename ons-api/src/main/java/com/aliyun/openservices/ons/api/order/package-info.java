/** Messages that stay in order: sending by sharding key, receiving queue by queue. */
package com.aliyun.openservices.ons.api.order;
