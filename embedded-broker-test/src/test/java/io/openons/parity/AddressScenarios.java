package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where clients look for name servers. */
final class AddressScenarios {

    private AddressScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Kind kind : List.of(Kind.PRODUCER, Kind.CONSUMER, Kind.PULL_CONSUMER)) {
            scenarios.put("address/server-" + kind, context -> addressServer(context, kind));
        }
        scenarios.put("address/nobody-there", AddressScenarios::nobodyThere);
        return scenarios;
    }

    /** An address server that knows the name server. */
    private static void addressServer(Context context, Kind kind) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + " Client-Version=" + exchange.getRequestHeaders().containsKey("Client-Version")
                    + " Metaq-Client-RequestTS=" + exchange.getRequestHeaders().containsKey("Metaq-Client-RequestTS"));
            byte[] answer = context.nameServer().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String topic = context.topic("topic");
            Properties properties = context.properties(context.group("group"), "ONSAddr",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/rocketmq/nsaddr");
            properties.remove("NAMESRV_ADDR");
            Admin client = context.keep(kind.create(properties));
            context.see("askedWhenCreated", !asked.isEmpty());
            context.attempt("start", client::start);
            context.see("asked", asked.stream().findFirst());
            if (kind == Kind.PRODUCER) {
                context.outcome("send", () -> Sender.SYNC.send(client, Context.message(topic, "body")));
            }
        } finally {
            server.stop(0);
        }
    }

    /** Addresses that are taken at start and lead nowhere. */
    private static void nobodyThere(Context context) {
        for (String address : List.of("127.0.0.1:1", "http://MQ_INST_1_p.openons.test:1", "unknown.openons.test:1")) {
            for (Sender sender : Sender.values()) {
                Admin client = context.keep(sender.kind().create(context.properties("GID_any", "NAMESRV_ADDR", address,
                        "SendMsgTimeoutMillis", "3000")));
                String key = sender + " '" + address + "'";
                context.attempt(key + ".start", client::start);
                context.attempt(key + ".send", () -> sender.sendOnce(client, Context.message("topic", "body")));
            }
        }
    }
}
