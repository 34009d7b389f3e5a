package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** One client of the {@link RecordingFactory}: lives and dies as a real one, and writes down every other call. */
final class RecordedClient implements InvocationHandler {
    static final SendResult RESULT = new SendResult();

    private final Properties properties;
    private final LocalTransactionChecker checker;
    private final List<Call> calls = new ArrayList<>();
    private boolean started;
    private int shutdowns;

    RecordedClient(Properties properties, LocalTransactionChecker checker) {
        this.properties = properties;
        this.checker = checker;
    }

    /** What was asked: the method's name and its arguments. */
    record Call(String method, List<Object> arguments) {
        static Call of(String method, Object... arguments) {
            return new Call(method, Arrays.asList(arguments));
        }
    }

    <C extends Admin> C as(Class<C> kind) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, this));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
        switch (method.getName()) {
            case "isStarted":
                return started;
            case "isClosed":
                return !started;
            case "start":
                if (properties.containsKey("refuse")) {
                    throw new ONSClientException(properties.getProperty("refuse"));
                }
                started = true;
                return null;
            case "shutdown":
                started = false;
                shutdowns++;
                return null;
            default:
                calls.add(Call.of(method.getName(), args));
                return method.getReturnType() == SendResult.class ? RESULT : null;
        }
    }

    Properties properties() {
        return properties;
    }

    LocalTransactionChecker checker() {
        return checker;
    }

    List<Call> calls() {
        return calls;
    }

    boolean started() {
        return started;
    }

    int shutdowns() {
        return shutdowns;
    }
}
