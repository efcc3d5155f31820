#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "eft/virtual_card.h"
#include "emulator/mishap.h"

namespace holdfast::emulator {
/// A card terminal as somebody in front of it sees it, whatever it speaks: its screen, its buttons, its plug, and the
/// journal in which the bank believes. Amounts are in minor units.
class VirtualTerminal {
 public:
  /// Who pays when nobody is next: a customer who comes by himself, or whoever presses the buttons.
  using Mode = eft::VirtualQueue;
  struct Times {
    std::int64_t customer_us, patience_us, host_us, boot_us;
  };
  virtual ~VirtualTerminal() = default;
  virtual std::string_view protocol() const = 0;
  virtual const std::string& screen() const = 0;
  virtual bool busy() const = 0;
  virtual bool awaits_customer() const = 0;
  virtual std::int64_t asked() const = 0;  ///< of the payment that runs, 0 without one; with what was tipped
  /// Of the payment that runs: what of it comes on top of the goods.
  virtual eft::VirtualSum sum() const = 0;
  /// The customer adds a tip to the sale that runs, else to the next; 0 takes it back.
  virtual void add_tip(std::int64_t amount) = 0;
  virtual std::int64_t tip() const = 0;  ///< added and not paid yet
  virtual const eft::VirtualJournal& journal() const = 0;
  virtual const std::deque<eft::VirtualCustomer>& customers() const = 0;
  virtual void next_customer(eft::VirtualCustomer customer) = 0;
  virtual void send_customers_away() = 0;
  /// Somebody steps up: for the payment that waits, else for the next.
  virtual void present(eft::VirtualCustomer customer) = 0;
  virtual Mode mode() const = 0;
  virtual void set_mode(Mode mode) = 0;
  virtual Times times() const = 0;
  virtual void set_times(const Times& times) = 0;

  virtual void unplug() = 0;
  virtual void plug() = 0;  ///< it starts anew, with its journal
  virtual void hang_up() = 0;
  virtual bool powered() const = 0;
  virtual bool connected() const = 0;
  virtual std::string address() const = 0;

  LineFaults& faults() { return faults_; }
  const std::optional<MishapPlan>& planned() const { return watch_.planned(); }
  void plan(std::optional<MishapPlan> plan) { watch_.plan(plan, journal()); }

 protected:
  LineFaults faults_;
  MishapWatch watch_;
};

/// What the virtual terminals of eft/ have in common by their names.
template <class Device>
class TerminalOf : public VirtualTerminal {
 public:
  template <class Settings>
  explicit TerminalOf(Settings settings) : device_{std::move(settings)} {}
  const std::string& screen() const override { return device_.screen(); }
  bool busy() const override { return device_.busy(); }
  bool awaits_customer() const override { return device_.awaits_customer(); }
  std::int64_t asked() const override { return device_.asked(); }
  eft::VirtualSum sum() const override { return device_.sum(); }
  void add_tip(std::int64_t amount) override { device_.add_tip(amount); }
  std::int64_t tip() const override { return device_.tip(); }
  const eft::VirtualJournal& journal() const override { return device_.journal(); }
  const std::deque<eft::VirtualCustomer>& customers() const override { return device_.customers(); }
  void next_customer(eft::VirtualCustomer customer) override { device_.next_customer(customer); }
  void send_customers_away() override { device_.send_customers_away(); }
  Mode mode() const override { return device_.settings().when_nobody_is_next; }
  void set_mode(Mode mode) override { device_.settings().when_nobody_is_next = mode; }
  Times times() const override {
    const auto& settings = device_.settings();
    return {settings.customer_us, settings.patience_us, settings.host_us, settings.boot_us};
  }
  void set_times(const Times& times) override {
    auto& settings = device_.settings();
    settings.customer_us = times.customer_us;
    settings.patience_us = times.patience_us;
    settings.host_us = times.host_us;
    settings.boot_us = times.boot_us;
  }

 protected:
  Device device_;
};
}  // namespace holdfast::emulator
