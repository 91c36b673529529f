// format() and formatlist(): Go's printf verbs on values.

#pragma once

#include "eval/functions/function.h"

namespace blueprint::eval {

Value call_format(const Call& call);
Value call_formatlist(const Call& call);

// A finite number by one verb of printf: verb is one of e, E, f, g and G, and
// precision -1 means the verb's default. `flags` are among "+- 0#".
std::string format_float(const Number& number, char verb, std::string_view flags, int width, int precision);
// A whole number by one of b, d, o, x and X; nullopt when it is not whole.
std::optional<std::string> format_integer(const Number& number, char verb, std::string_view flags, int width,
                                          int precision);
// As Go's %v prints a number: the shortest text, with an exponent below 1e-04 and from 1e+06 on.
std::string general_text(const Number& number);

}  // namespace blueprint::eval
