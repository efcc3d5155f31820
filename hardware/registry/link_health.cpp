#include "registry/link_health.h"

#include <utility>

#include "registry/health.h"

namespace holdfast::registry {
LinkHealth::LinkHealth(Instant now) : down_since_{now} { health_.since = now; }

void LinkHealth::become(std::string_view light, std::string_view word, std::string_view hint, Instant now) {
  if (light == "online") health_.last_good = now;
  if (health_.light == light && health_.word == word) return;
  health_.light = light;
  health_.word = word;
  health_.hint = hint;
  health_.since = now;
  changed_ = true;
}

void LinkHealth::on_link_up(Instant now) {
  down_since_.reset();
  health_.why.clear();
  become("online", key_of(Word::online), hint_of(Word::online), now);
}

void LinkHealth::on_link_down(std::string why, Instant now) {
  health_.why = std::move(why);
  if (!down_since_) down_since_ = now;
  on_time(now);
}

void LinkHealth::on_answer(Instant now) {
  if (down_since_) return;  // a last word of a line that is gone
  health_.why.clear();
  become("online", key_of(Word::online), hint_of(Word::online), now);
}

void LinkHealth::on_trouble(std::string_view word, std::string_view hint, std::string why, Instant now) {
  if (down_since_) return;
  health_.why = std::move(why);
  become("fault", word, hint, now);
}

void LinkHealth::on_time(Instant now) {
  if (!down_since_ || now.unix_us() < down_since_->unix_us() + away_after_us) return;
  become("offline", key_of(Word::away), hint_of(Word::away), now);
}

std::optional<Instant> LinkHealth::deadline() const {
  if (!down_since_ || health_.word == key_of(Word::away)) return std::nullopt;
  return Instant{down_since_->unix_us() + away_after_us};
}

bool LinkHealth::take_change() { return std::exchange(changed_, false); }
}  // namespace holdfast::registry
