// The data source aws_iam_policy_document, which needs no provider to be computed.

#pragma once

#include "eval/value.h"

namespace blueprint::terraform {

// The policy in JSON that the arguments and `statement` blocks of such a data
// source make, with what its source and override documents add: a string, with
// pieces where arguments are not known.
eval::Value policy_document(const eval::Value& block);

}  // namespace blueprint::terraform
