package io.openons.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.impl.ONSFactoryImpl;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The two jars on a module path, where no package may be in both. */
class ModulesIT {

    @Test
    void bothJarsAreModulesSideBySide() throws Exception {
        ModuleFinder jars = ModuleFinder.of(jarOf(ONSFactory.class), jarOf(ONSFactoryImpl.class));

        Configuration resolved = ModuleLayer.boot().configuration()
                .resolve(jars, ModuleFinder.of(), Set.of("io.openons.api", "io.openons.client"));

        Map<String, ModuleDescriptor> modules = resolved.modules().stream().map(ResolvedModule::reference)
                .map(reference -> reference.descriptor())
                .collect(Collectors.toMap(ModuleDescriptor::name, Function.identity()));
        assertThat(modules).containsOnlyKeys("io.openons.api", "io.openons.client");
        assertThat(modules.get("io.openons.api").packages()).contains("com.aliyun.openservices.ons.api");
        assertThat(modules.get("io.openons.client").packages()).contains("com.aliyun.openservices.ons.api.impl");
        assertThat(modules.get("io.openons.client").provides()).extracting(ModuleDescriptor.Provides::service)
                .contains("com.aliyun.openservices.ons.api.ONSFactoryAPI");
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar.toString()).endsWith(".jar");
        return jar;
    }
}
