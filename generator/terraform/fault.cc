#include "terraform/fault.h"

#include "terraform/names.h"
#include "terraform/old_syntax.h"

namespace blueprint::terraform {

std::vector<FaultOfBlock> find_faults(Folders& folders, const Folder& folder, bool is_called) {
  std::vector<FaultOfBlock> faults = name_faults(folders, folder, is_called);
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) {
      for (Fault& fault : syntax_faults(block))
        faults.push_back({.block = &block, .fault = std::move(fault)});
    }
  }
  return faults;
}

}  // namespace blueprint::terraform
