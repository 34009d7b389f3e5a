/**
 * Clients as beans: objects with setters and a no-argument constructor for containers such as Spring, which set the
 * properties, call {@code start} as the init method and {@code shutdown} as the destroy method.
 *
 * <p>The beans make their clients with {@link com.aliyun.openservices.ons.api.ONSFactory} and hand every call on. Use
 * before the start is answered with an {@link com.aliyun.openservices.ons.api.exception.ONSClientException} that says
 * so.
 */
package com.aliyun.openservices.ons.api.bean;
