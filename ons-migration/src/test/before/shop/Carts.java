package shop;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.impl.rocketmq.ONSChannel;
import com.aliyun.openservices.shade.com.alibaba.fastjson.JSON;
import com.aliyun.openservices.shade.com.alibaba.fastjson.JSONObject;
import com.aliyun.openservices.shade.com.alibaba.fastjson.serializer.SerializerFeature;
import com.aliyun.openservices.shade.com.google.common.base.Function;
import com.aliyun.openservices.shade.com.google.common.base.Joiner;
import com.aliyun.openservices.shade.com.google.common.base.Optional;
import com.aliyun.openservices.shade.com.google.common.base.Preconditions;
import com.aliyun.openservices.shade.com.google.common.collect.ImmutableMap;
import com.aliyun.openservices.shade.com.google.common.collect.Lists;
import com.aliyun.openservices.shade.com.google.common.util.concurrent.RateLimiter;
import com.aliyun.openservices.shade.io.netty.util.internal.StringUtil;
import com.aliyun.openservices.shade.io.prometheus.client.Counter;
import com.aliyun.openservices.shade.org.apache.commons.codec.digest.DigestUtils;
import com.aliyun.openservices.shade.org.apache.commons.lang3.StringUtils;
import com.aliyun.openservices.shade.org.apache.commons.lang3.time.DateUtils;
import java.util.Date;
import java.util.List;
import java.util.Properties;

import static com.aliyun.openservices.shade.com.google.common.base.Strings.nullToEmpty;

public class Carts {
    private final RateLimiter limiter = RateLimiter.create(10);
    private final Counter sent = Counter.build("sent", "Sent carts").create();

    public Producer producer(Properties properties) {
        properties.put("OnsChannel", ONSChannel.ALIYUN);
        return ONSFactory.createProducer(properties);
    }

    public Message message(String topic, List<String> goods) {
        Preconditions.checkArgument(!goods.isEmpty(), "empty");
        limiter.acquire();
        sent.inc();
        JSONObject json = new JSONObject();
        json.putAll(ImmutableMap.of("goods", goods, "day", DateUtils.addDays(new Date(0), 1)));
        String body = JSON.toJSONString(json, SerializerFeature.WriteMapNullValue);
        return new Message(topic, "", DigestUtils.md5Hex(body), body.getBytes());
    }

    public String names(List<String> goods) {
        List<String> names = Lists.transform(goods, new Function<String, String>() {
            @Override
            public String apply(String name) {
                return StringUtils.capitalize(nullToEmpty(name));
            }
        });
        Optional<String> first = Optional.fromNullable(names.isEmpty() ? null : names.get(0));
        return StringUtil.isNullOrEmpty(first.orNull()) ? "nothing" : Joiner.on(", ").join(names);
    }

    public com.aliyun.openservices.shade.com.google.common.hash.HashCode hash(String name) {
        return com.aliyun.openservices.shade.com.google.common.hash.Hashing.sha256().hashUnencodedChars(name);
    }
}
