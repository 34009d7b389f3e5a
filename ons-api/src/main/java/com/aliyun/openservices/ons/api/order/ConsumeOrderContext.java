package com.aliyun.openservices.ons.api.order;

/** Goes with the message that a {@link MessageOrderListener} is given. Carries nothing yet; one belongs to one call. */
public class ConsumeOrderContext {
    /** A context. */
    public ConsumeOrderContext() {
    }
}
