package io.openons.client.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a short text with one GET: at most 3 s for the connection and 3 s for the answer, at most 64 KiB, UTF-8. Follows
 * redirects as the JDK does, within one protocol; looking up the host, redirects, head and body together take 6 s at
 * most, for which a daemon thread does the work. Leaves no connection open behind it. Exceptions never quote the answer,
 * which may be secret. Stateless.
 */
public final class HttpText {

    private static final int LIMIT_MILLIS = 3000;
    private static final int TOTAL_LIMIT_MILLIS = 2 * LIMIT_MILLIS;
    private static final int MOST_BYTES = 64 * 1024;

    private HttpText() {
    }

    /**
     * Fetches a text by the proxy settings of the JVM.
     *
     * @param url an http or https URL
     * @return the body of the answer
     * @throws IOException when there is no answer in time, or one with another status than 200
     */
    public static String get(URL url) throws IOException {
        return readInTime((HttpURLConnection) url.openConnection());
    }

    /**
     * Fetches a text from a host that no proxy reaches.
     *
     * @param url an http or https URL
     * @return the body of the answer
     * @throws IOException when there is no answer in time, or one with another status than 200
     */
    public static String getDirectly(URL url) throws IOException {
        return readInTime((HttpURLConnection) url.openConnection(Proxy.NO_PROXY));
    }

    /** The timeouts of a connection bound one read each, so a head that drips would hold our caller for ever. */
    private static String readInTime(HttpURLConnection connection) throws IOException {
        FutureTask<String> fetch = new FutureTask<>(() -> read(connection));
        inBackground("ons-http", fetch);
        try {
            return Uninterrupted.get(fetch, TOTAL_LIMIT_MILLIS);
        } catch (TimeoutException e) {
            // Ends the read under way. It waits for the reader where a chunk has no end; that is left to the thread.
            inBackground("ons-http-end", connection::disconnect);
            throw new SocketTimeoutException("its answer took longer than " + TOTAL_LIMIT_MILLIS + " ms");
        }
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static String read(HttpURLConnection connection) throws IOException {
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setUseCaches(false);
        // A kept connection would have a thread of the JDK's wait for its end.
        connection.setRequestProperty("Connection", "close");
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("it answered with HTTP status " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                return text(body);
            }
        } finally {
            connection.disconnect();
        }
    }

    /** The read timeout bounds one read only, so a server that drips would hold us for ever. */
    private static String text(InputStream body) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            text.write(buffer, 0, count);
            if (text.size() > MOST_BYTES) {
                throw new IOException("its answer is longer than " + MOST_BYTES + " bytes");
            }
            if (System.nanoTime() > end) {
                throw new SocketTimeoutException("its answer took longer than " + LIMIT_MILLIS + " ms");
            }
        }
        return new String(text.toByteArray(), StandardCharsets.UTF_8);
    }
}
