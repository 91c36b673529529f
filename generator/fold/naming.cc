#include "fold/fold.h"
#include "support/strings.h"

namespace blueprint::fold {

std::string Naming::label(std::string_view label) const {
  return label == "this" ? key : element_label(label);
}

std::string Naming::element_label(std::string_view label) const {
  return default_instance ? std::string(label) : concat(key, "_", label);
}

}  // namespace blueprint::fold
