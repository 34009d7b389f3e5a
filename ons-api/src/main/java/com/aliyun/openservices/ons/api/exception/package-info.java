/** The one exception of the API. */
package com.aliyun.openservices.ons.api.exception;
