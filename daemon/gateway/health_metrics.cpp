#include "gateway/health_metrics.h"

#include <memory>
#include <set>

namespace holdfast::gateway {
void add_health_metrics(metrics::Registry& registry, const Gateway& gateway) {
  using Name = std::pair<std::string, std::string>;
  registry.before_text([&registry, &gateway, shown = std::make_shared<std::set<Name>>()] {
    const auto gauge = [&registry](const Name& name) -> metrics::Gauge& {
      return registry.gauge("integration_health_status", "1 while the other system answers.",
                            {{"system", name.first}, {"name", name.second}});
    };
    std::set<Name> there;
    for (const auto& [row, post] : gateway.posts()) {
      const Name name{std::string{devices::name_of(post->device().kind)}, post->device().name};
      const std::string_view light = post->health().light;
      there.insert(name);
      gauge(name).set(light == "online" || light == "warning" ? 1 : 0);
    }
    for (const Name& gone : *shown)
      if (!there.contains(gone)) gauge(gone).set(1);
    *shown = std::move(there);
  });
}
}  // namespace holdfast::gateway
