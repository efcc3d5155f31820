#pragma once
#include <functional>

#include "engine/hub_database.h"
#include "sim/faults.h"

namespace holdfast::sim {
/// Runs `work` with rows that are wrong in the way of this mutant; with none, as it is.
void with_mutant(Mutant mutant, engine::HubTransaction& tx, const std::function<void(engine::HubTransaction&)>& work);
}  // namespace holdfast::sim
