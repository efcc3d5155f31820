#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "postgres/pg_session.h"

namespace holdfast::postgres {
/// The tables that grow with the sales, by months, as PostgreSQL's own range partitions. What is unique in them stays
/// so, as the column that says the month is part of the key: an event's or order's id says when it was made (UUIDv7),
/// a total its business date; only the log's key takes the time of receipt in addition, and its places are unique by
/// the site's locked row. Rows of months that nobody made (clocks years ahead) lie in TABLE_rest and are moved when
/// their month is made.
///
/// Makes the tables partitioned where they are not yet (one transaction a table, that takes it exclusively; what is
/// there becomes the first partition, its data stay where they are), and the months from `now` on. Hubs that do it at
/// once take turns. Does nothing on a server without it (CockroachDB).
void keep_partitions(PgSession& session, Instant now);

/// Takes the log's months that end before `before` off, without reading a row: the bytes of the stores' logs, not what
/// was booked from them. A month with a place that is not projected yet, or a body that is waited for, stays. Names of
/// what went.
std::vector<std::string> drop_log_months(PgSession& session, Instant before);
}  // namespace holdfast::postgres
