// The code of the collection functions; their rows are in collection.cc.

#pragma once

#include "eval/functions/function.h"

namespace blueprint::eval::collection {

// Lists: list.cc.
Value call_alltrue(const Call& call);
Value call_anytrue(const Call& call);
Value call_chunklist(const Call& call);
Value call_coalesce(const Call& call);
Value call_coalescelist(const Call& call);
Value call_compact(const Call& call);
Value call_concat(const Call& call);
Value call_contains(const Call& call);
Value call_distinct(const Call& call);
Value call_element(const Call& call);
Value call_flatten(const Call& call);
Value call_index(const Call& call);
Value call_length(const Call& call);
Value call_matchkeys(const Call& call);
Value call_one(const Call& call);
Value call_range(const Call& call);
Value call_reverse(const Call& call);
Value call_slice(const Call& call);
Value call_sort(const Call& call);
Value call_sum(const Call& call);

// Maps: map.cc.
Value call_keys(const Call& call);
Value call_lookup(const Call& call);
Value call_merge(const Call& call);
Value call_transpose(const Call& call);
Value call_values(const Call& call);
Value call_zipmap(const Call& call);

}  // namespace blueprint::eval::collection
