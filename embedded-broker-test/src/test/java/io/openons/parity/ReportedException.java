package io.openons.parity;

import com.aliyun.openservices.ons.api.OnExceptionContext;

/** A failure that a callback was told. */
final class ReportedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient OnExceptionContext context;

    ReportedException(OnExceptionContext context) {
        super(context.getException());
        this.context = context;
    }

    OnExceptionContext context() {
        return context;
    }
}
