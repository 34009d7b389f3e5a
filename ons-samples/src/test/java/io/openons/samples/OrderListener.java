package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * A listener as an application has one: stores the order that a message brings. The message's key is the order's id,
 * its body the number of pieces. A message may be delivered twice; the order is stored once.
 */
final class OrderListener implements MessageListener {

    private final OrderTable table;

    OrderListener(OrderTable table) {
        this.table = table;
    }

    @Override
    public Action consume(Message message, ConsumeContext context) {
        int pieces = Integer.parseInt(new String(message.getBody(), StandardCharsets.UTF_8));
        try {
            if (!table.contains(message.getKey())) {
                table.insert(new Order(message.getKey(), pieces));
            }
            return Action.CommitMessage;
        } catch (SQLException e) {
            return Action.ReconsumeLater; // too few pieces in stock, or no database: later it may work
        }
    }
}
