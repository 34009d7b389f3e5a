package com.aliyun.openservices.ons.api;

/** Another provider. */
public class SecondFactory extends FirstFactory {
}
