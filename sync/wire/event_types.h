#pragma once
#include <span>
#include <string_view>

namespace holdfast::wire {
/// The types of schema/events.yaml, sorted: what a store of this release makes and a hub of it reads, each in
/// version 1.
std::span<const std::string_view> event_types();
}  // namespace holdfast::wire
