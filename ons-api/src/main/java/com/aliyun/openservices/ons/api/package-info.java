/**
 * The ONS messaging API: a factory, the kinds of clients it makes, and what goes in and out of them.
 *
 * <p>Names, constants and behaviour are those of the published client 1.8.8.8, so that code written and compiled
 * against it runs on this one; where behaviour differs on purpose, the documentation of the type says so. Begin at
 * {@link com.aliyun.openservices.ons.api.ONSFactory} and {@link com.aliyun.openservices.ons.api.PropertyKeyConst}. This
 * artifact needs nothing but the JDK and does nothing alone: add {@code io.openons:ons-client}, which implements it on
 * Apache RocketMQ. Whatever goes wrong arrives as {@link com.aliyun.openservices.ons.api.exception.ONSClientException}.
 */
package com.aliyun.openservices.ons.api;
