/**
 * The part of Guava's API that appears in published signatures of {@link com.aliyun.openservices.ons.api.spi}, under
 * the name that the published client gave it. Written for this project; no code of Guava is in it.
 */
package com.aliyun.openservices.shade.com.google.common.base;
