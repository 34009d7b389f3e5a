package io.openons.client.sending;

import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every outcome it is told. */
final class RecordingCallback implements SendCallback {

    final List<SendResult> successes = new CopyOnWriteArrayList<>();
    final List<OnExceptionContext> failures = new CopyOnWriteArrayList<>();

    @Override
    public void onSuccess(SendResult result) {
        successes.add(result);
    }

    @Override
    public void onException(OnExceptionContext context) {
        failures.add(context);
    }
}
