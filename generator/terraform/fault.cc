#include "terraform/fault.h"

#include <algorithm>
#include <iterator>

#include "terraform/conventions.h"
#include "terraform/file_faults.h"
#include "terraform/moves.h"
#include "terraform/names.h"
#include "terraform/old_syntax.h"

namespace blueprint::terraform {

std::vector<FaultOfBlock> find_faults(const Sources& sources, Folders& folders, const Folder& folder,
                                      bool is_called) {
  std::vector<FaultOfBlock> faults = name_faults(folders, folder, is_called);
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) {
      for (Fault& fault : syntax_faults(block))
        faults.push_back({.block = &block, .fault = std::move(fault)});
    }
  }
  std::ranges::move(convention_faults(folder), std::back_inserter(faults));
  std::ranges::move(move_faults(folder), std::back_inserter(faults));
  std::ranges::move(layout_faults(sources, folder), std::back_inserter(faults));
  return faults;
}

}  // namespace blueprint::terraform
