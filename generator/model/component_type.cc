#include "model/component_type.h"

#include <algorithm>

#include "model/component_reader.h"
#include "model/settings.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kFile = "/component.yaml";

}  // namespace

const Schema* Schema::attribute(std::string_view name) const {
  const auto found = std::ranges::find(attributes, name, &std::pair<std::string, Schema>::first);
  return found == attributes.end() ? nullptr : &found->second;
}

const Need* ComponentType::need(std::string_view need_name) const {
  const auto found = std::ranges::find(needs, need_name, &Need::name);
  return found == needs.end() ? nullptr : &*found;
}

ComponentTypes::ComponentTypes(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                               std::string_view folder)
    : diags_(diags), sources_(sources), library_(library), folder_(concat(folder, "/")) {
  for (const auto& path : library.list(folder_)) {
    std::string_view name = path;
    if (!name.ends_with(kFile)) continue;
    name = name.substr(folder_.size(), name.size() - folder_.size() - kFile.size());
    if (!name.empty() && name.find('/') == std::string_view::npos) read_.emplace(name, nullptr);
  }
}

const ComponentType* ComponentTypes::find(std::string_view name) {
  const auto found = read_.find(name);
  if (found == read_.end()) return nullptr;
  if (!found->second) {
    const std::string path = concat(folder_, name, kFile);
    const FileId file = library_.add_to(sources_, path);
    const Reading reading{.diags = diags_, .sources = sources_, .library = library_, .subject = "component"};
    found->second = std::make_unique<ComponentType>(read_component(reading, found->first, file));
  }
  return found->second.get();
}

std::vector<std::string_view> ComponentTypes::names() const {
  std::vector<std::string_view> result;
  for (const auto& [name, type] : read_) result.push_back(name);
  return result;
}

std::vector<const ComponentType*> ComponentTypes::all() {
  std::vector<const ComponentType*> result;
  for (const auto& [name, type] : read_) result.push_back(find(name));
  return result;
}

std::vector<const ComponentType*> ComponentTypes::parts_of(std::string_view type) {
  std::vector<const ComponentType*> result = all();
  std::erase_if(result, [&](const ComponentType* part) { return part->part_of != type; });
  return result;
}

std::vector<const ComponentType*> ComponentTypes::always_there() {
  std::vector<const ComponentType*> result = all();
  std::erase_if(result, [](const ComponentType* type) { return !type->always; });
  return result;
}

const Schema& ComponentTypes::blueprint_schema() {
  if (!blueprint_schema_) blueprint_schema_ = read_blueprint_schema(diags_, sources_, library_);
  return *blueprint_schema_;
}

}  // namespace blueprint
