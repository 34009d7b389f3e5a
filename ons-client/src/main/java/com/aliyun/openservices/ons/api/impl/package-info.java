/**
 * Names of the published client's implementation that applications use: thin classes over {@code io.openons.client}.
 * New code has no need of them.
 */
package com.aliyun.openservices.ons.api.impl;
