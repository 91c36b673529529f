// Syntax trees and tokens as text, for comparing them.

#pragma once

#include <string>
#include <vector>

#include "hcl/syntax.h"
#include "hcl/token.h"

namespace blueprint::hcl {

// `(attr a (+ num (name b)))(block x "label" (attr …))`. Text is in hexadecimal.
std::string dump(const Body& body);
std::string dump(const Expr* expr);

// "Identifier[0:1] Equal[2:3] …"
std::string dump(const std::vector<Token>& tokens);

}  // namespace blueprint::hcl
