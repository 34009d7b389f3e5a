package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What the callbacks of many asynchronous sends were told. */
final class Outcomes implements SendCallback {

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();
    private final Queue<OnExceptionContext> failures = new ConcurrentLinkedQueue<>();

    void send(Producer producer, Message message) {
        producer.sendAsync(message, this);
        sent.add(message.getMsgID());
    }

    /** Waits until as many callbacks ran as messages were sent, and checks that each message had one. */
    Outcomes awaitAll() {
        await("an outcome of each send").atMost(Inbox.LIMIT).until(() -> told().size() >= sent.size());
        assertThat(told()).containsExactlyInAnyOrderElementsOf(sent);
        return this;
    }

    private List<String> told() {
        List<String> told = failures.stream().map(OnExceptionContext::getMessageId).collect(Collectors.toList());
        told.addAll(stored);
        return told;
    }

    List<String> sent() {
        return List.copyOf(sent);
    }

    List<String> stored() {
        return List.copyOf(stored);
    }

    List<String> failed() {
        return failures.stream().map(OnExceptionContext::getMessageId).toList();
    }

    Set<ErrorCode> codes() {
        return failures.stream().map(failure -> ((CodedClientException) failure.getException()).code())
                .collect(Collectors.toSet());
    }

    @Override
    public void onSuccess(SendResult result) {
        stored.add(result.getMessageId());
    }

    @Override
    public void onException(OnExceptionContext context) {
        failures.add(context);
    }
}
