package dev.nephele.gateway.pipeline;

import dev.nephele.model.Operation;
import dev.nephele.model.ServiceModel;
import dev.nephele.wire.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every served operation with its behaviour and its rule, and the model of every service. Immutable. */
public final class Catalog {
    private final List<ServiceModel> models;
    private final Map<String, Map<String, Operation.Binding<?, ?>>> bindings = new HashMap<>();

    /** @throws IllegalArgumentException if two services have one id, or an operation is bound twice */
    public Catalog(List<ServiceModel.Served> services) {
        this.models = services.stream().map(ServiceModel.Served::model).toList();
        for (ServiceModel.Served service : services) {
            Map<String, Operation.Binding<?, ?>> own = new HashMap<>();
            for (Operation.Binding<?, ?> binding : service.bindings()) {
                if (own.put(binding.operation().name(), binding) != null) {
                    throw new IllegalArgumentException("bound twice: " + binding.operation());
                }
            }
            if (bindings.put(service.model().id(), own) != null) {
                throw new IllegalArgumentException(
                        "two services " + service.model().id());
            }
        }
    }

    /** All models, in the order of Assembly. */
    public List<ServiceModel> models() {
        return models;
    }

    /** The model of a service. */
    Optional<ServiceModel> model(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** The binding of a routed operation, or null when it is not served. */
    Operation.@Nullable Binding<?, ?> find(Route.Found route) {
        return find(route.service().id(), route.entry().name());
    }

    Operation.@Nullable Binding<?, ?> find(String service, String operation) {
        Map<String, Operation.Binding<?, ?>> own = bindings.get(service);
        return own == null ? null : own.get(operation);
    }
}
