#pragma once
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "scale/weighing.h"

namespace holdfast::scale {
/// The weighings of one scale: one under way at a time, whoever asks; those that ended are kept for a minute, so that
/// their weight finds its line. Drives the scale's session; knows no line and no clock.
class WeighingBook {
 public:
  /// `name` of the scale, for those who are told that it is in use.
  WeighingBook(Uuid device, ScaleSession session) : device_{device}, session_{std::move(session)} {}

  /// Refuses conflict while the scale is away, in_use_elsewhere while another terminal weighs (saying who), conflict
  /// while the own one does, and what the session refuses. With the key of an earlier start that one is given.
  Result<Weighing> start(StartWeighing start, Uuid id, Instant now);
  const Weighing* find(const Uuid& id) const;
  /// Of the terminal that asked; otherwise in_use_elsewhere. Refuse conflict when there is nothing to confirm.
  Result<Weighing> confirm_same(const Uuid& id, const Uuid& terminal);
  Result<Weighing> cancel(const Uuid& id, const Uuid& terminal, Instant now);  ///< one that ended stays as it is
  bool busy() const { return open_ != nullptr; }
  const ScaleAbilities abilities() const { return session_.abilities(); }

  void on_link_up() { linked_ = true; }
  void on_link_lost(Instant now);
  void on_bytes(std::string_view bytes, Instant now);
  void on_time(Instant now);
  std::optional<std::string> poll();
  std::optional<Instant> deadline() const { return session_.deadline(); }

  /// Each change of a weighing since the last call, oldest first.
  std::optional<Weighing> take_news();
  /// The scale spoke, and made sense, since the last call.
  bool take_answered() { return std::exchange(answered_, false); }
  void sweep(Instant now);  ///< forgets what ended a minute ago

 private:
  void take_actions(Instant now);
  void finish(WeighingState state, std::string why, Instant now);
  Result<Weighing*> open_of(const Uuid& id, const Uuid& terminal);

  Uuid device_;
  ScaleSession session_;
  std::deque<Weighing> weighings_;  ///< oldest first; pointers stay while they are here
  Weighing* open_ = nullptr;
  std::deque<Weighing> news_;
  std::deque<std::string> sends_;
  bool linked_ = false, answered_ = false;
};
}  // namespace holdfast::scale
