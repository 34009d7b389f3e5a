/** The keys of an application, under the name that the published client has for them. */
package com.aliyun.openservices.ons.api.impl.authority;
