#include "engine/offer.h"

#include "engine/projection.h"
#include "wire/dataset_versions.h"
#include "wire/packing.h"

namespace holdfast::engine {
wire::Offer hub_offer(const std::string& release) {
  wire::Offer offer;
  for (const std::string_view type : known_types()) offer.event_types[std::string{type}] = {1};
  offer.datasets = wire::dataset_versions();
  offer.dictionaries = {wire::dictionary_sha()};
  offer.release = release;
  return offer;
}
}  // namespace holdfast::engine
