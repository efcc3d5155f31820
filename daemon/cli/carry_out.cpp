#include <fstream>
#include <iostream>

#include "carry/carried.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"

namespace holdfast::cli {
int write_carry_out(const Where& where, const ReplicationWish& wish) {
  std::string target = "/v1/replication/carry-out";
  if (wish.after > 0) target += "?afterSeq=" + std::to_string(wish.after);
  const Reply reply = connect(where)->get(target);
  if (!reply.ok()) throw Stop{problem_text(reply), "a store that was never enrolled has nobody to write to"};
  std::ofstream out{wish.file, std::ios::binary | std::ios::trunc};
  out << reply.body;
  out.close();
  if (!out) throw Stop{"cannot write " + wish.file, "is there room, and may this user write there?"};
  const auto sealed = carry::take_apart(reply.body);
  const auto header = sealed ? carry::read_outgoing_header(*sealed) : Result<carry::Outgoing>{carry::Outgoing{}};
  if (header)
    std::cout << "Events " << header->first_seq << " to " << header->last_seq << " of epoch " << header->epoch
              << ", for the hub alone to read: " << wish.file << "\n";
  return 0;
}

int take_carried(const Where& where, const ReplicationWish& wish) {
  const Reply reply = connect(where)->call(http::Method::post, "/v1/replication/carry-out", read_text(wish.file));
  if (!reply.ok()) throw Stop{problem_text(reply), "is this the answer that the hub wrote for this store?"};
  std::cout << "The hub holds everything up to " << text_of(reply.json(), "ackSeq")
            << "; pages of masters: " << text_of(reply.json(), "masterPages") << "\n";
  return 0;
}
}  // namespace holdfast::cli
