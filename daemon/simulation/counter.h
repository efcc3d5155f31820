#pragma once
#include "commands/sell.h"
#include "sim/shop.h"
#include "simulation/core_writer.h"

namespace holdfast::simulation {
/// Who works at the tills, by chance: every act is a command of the real core, by leave of the matrix it is given.
class Counter {
 public:
  Counter(CoreWriter& writer, const sim::Setting& setting);
  /// Registers are counted and closed, the day is sealed, the first register opens.
  void open(sim::Trade& trade);
  void trade(const capabilities::Evaluation* matrix, sim::Trade& trade);

 private:
  const Actor& somebody();
  const Uuid& some_register();
  std::optional<Uuid> some_order();
  std::vector<std::string> wares();
  void ensure_shift(const Uuid& reg);
  commands::AddItem some_line(const std::vector<std::string>& wares);
  std::vector<commands::PaymentOffer> some_payments();

  void sell(sim::Trade& trade);
  void exchange(sim::Trade& trade);
  void take_back(sim::Trade& trade, bool receipted);
  void void_newest(sim::Trade& trade);
  void move_cash(sim::Trade& trade);
  void move_stock(sim::Trade& trade);
  void create_customer(sim::Trade& trade);
  void close(sim::Trade& trade, const Uuid& reg);
  void spoil(sim::Trade& trade);

  /// One command: as a route asks the matrix for `operation`, then the command by itself.
  template <class Do>
  auto act(sim::Trade& trade, const Actor& actor, std::string_view operation, const Do& command);
  template <class Do>
  void order(sim::Trade& trade, const Actor& actor, std::string_view operation, const char* mark, const Do& command);
  void refused(sim::Trade& trade, std::string_view operation, const Error& error);

  CoreWriter& writer_;
  const sim::Setting& setting_;
  sim::Chance& chance_;
  const capabilities::Evaluation* matrix_ = nullptr;
  std::optional<capabilities::Gate> gate_;
  Actor cashier_, manager_;
  std::vector<Uuid> registers_;
};
}  // namespace holdfast::simulation
