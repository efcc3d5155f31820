#include "sim/fleet.h"

namespace holdfast::sim {
using rollout::Nature;

const std::vector<Bundle>& bundles() {
  // The first ring is one site, the second one in a hundred: what strikes every site comes to the second at most, where
  // a trend can be told from one bad site; what strikes few of them may be seen in the third.
  static const std::vector<Bundle> all{
      {.what = "good", .last_ring = 4, .good = true},
      {.what = "does not start", .nature = Nature::crashes_at_start},
      {.what = "fails its proof", .nature = Nature::fails_its_proof},
      {.what = "crashes once it has migrated", .nature = Nature::crashes_after_migrating, .migrates = true},
      {.what = "fails its proof the first time", .nature = Nature::fails_once},
      {.what = "fails its proof at one site in twenty", .nature = Nature::fails_its_proof, .share = 50, .last_ring = 2},
      {.what = "crashes at work", .nature = Nature::crashes_at_work, .last_ring = 1, .migrates = false},
      {.what = "crashes at work once it has migrated",
       .nature = Nature::crashes_at_work,
       .last_ring = 1,
       .migrates = true},
      {.what = "finds half of what is scanned", .trade = {.unknown = 500}, .last_ring = 1},
      {.what = "fails to print one receipt in ten", .trade = {.prints_failed = 100}, .last_ring = 1},
      {.what = "has one card in six declined", .trade = {.declined = 160}, .last_ring = 1},
      {.what = "has an error with each thirtieth sale", .trade = {.errors = 33}, .last_ring = 1},
      {.what = "takes three times as long for a sale", .trade = {.slower = 3000}, .last_ring = 1},
      {.what = "tells the hub two minutes late", .trade = {.lag_s = 120}, .last_ring = 1},
      {.what = "loses half of the sales", .trade = {.sales = 500}, .last_ring = 1},
      {.what = "starts anew at each fifth site a day", .trade = {.restarts = 200}, .last_ring = 2},
      {.what = "breaks the books of one site in thirty a day", .trade = {.broken_books = 33}, .last_ring = 2},
      {.what = "is heard of no more from nine sites in ten", .trade = {.silent = 900}, .last_ring = 1},
      {.what = "good, in a fleet that stumbles", .last_ring = 4, .good = true},
  };
  return all;
}
}  // namespace holdfast::sim
