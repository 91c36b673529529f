#include "model/blueprint.h"

#include <algorithm>

#include "model/checks/checks.h"
#include "model/formats.h"
#include "model/instances.h"
#include "model/overlay.h"
#include "model/sections.h"
#include "model/settings.h"
#include "model/spec.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Value;

const yaml::Pair* pair_at(const yaml::Node& mapping, std::string_view key) {
  const auto found = std::ranges::find(mapping.pairs, key, &yaml::Pair::key);
  return found == mapping.pairs.end() ? nullptr : &*found;
}

std::string text_at(const Value& object, std::string_view key) {
  const Value* const value = object.find(key);
  return value && value->is_string() ? value->as_string() : std::string();
}

Span origin_at(const Value& object, std::string_view key) {
  const Value* const value = object.find(key);
  return value ? value->origin() : Span{};
}

// The names that Terraform's provider and AWS do not accept for a tag.
void check_tags(const Reading& reading, const yaml::Node& root) {
  const yaml::Node* const tags = root.find("tags");
  if (!tags || !tags->is_mapping()) return;
  for (const yaml::Pair& tag : tags->pairs) {
    if (tag.key.starts_with("aws:")) {
      reading.error("wrong-tag",
                    concat("the tag ", shown(tag.key), " begins with `aws:`, which AWS keeps for itself"),
                    tag.key_span, "rename it");
    }
    if (tag.key.empty() || tag.key.size() > 128) {
      reading.error(
          "wrong-tag",
          concat("a tag's name has 1 to 128 characters, this one has ", std::to_string(tag.key.size())),
          tag.key_span);
    }
    if (tag.value.text.size() > 256) {
      reading.error("wrong-tag",
                    concat("a tag's value has at most 256 characters, this one has ",
                           std::to_string(tag.value.text.size())),
                    tag.value.span);
    }
  }
}

void read_settings(const Reading& reading, const Schema& schema, const yaml::Node& root,
                   Blueprint& blueprint) {
  Schema own{.type = Schema::Type::Object, .span = schema.span};
  std::vector<std::string_view> others;
  for (const auto& [name, attribute] : schema.attributes) {
    if (is_setting(name)) {
      own.attributes.emplace_back(name, attribute);
    } else {
      others.push_back(name);
    }
  }
  const Span top = {blueprint.file, root.span.begin, root.span.begin};
  blueprint.settings = read_object(reading, own, root, {.name = "", .span = top}, others);
  check_tags(reading, root);

  const Value& settings = blueprint.settings;
  blueprint.name = text_at(settings, "name");
  blueprint.environment = text_at(settings, "environment");
  blueprint.region = text_at(settings, "region");
  blueprint.naming = text_at(settings, "naming");
  if (const std::string account = text_at(settings, "account"); !account.empty()) blueprint.account = account;
  blueprint.tags = settings.find("tags")->is_mapping() ? *settings.find("tags") : Value::object({});
  if (const Value& targets = *settings.find("targets"); targets.is_sequence()) {
    for (const Value& target : targets.items()) {
      if (target.is_string()) blueprint.targets.push_back(target.as_string());
    }
  }
  blueprint.name_span = origin_at(settings, "name");
  blueprint.region_span = origin_at(settings, "region");
  blueprint.environment_span = origin_at(settings, "environment");
}

void read_components(const Reading& reading, ComponentTypes& types, const yaml::Node& root,
                     Blueprint& blueprint) {
  const yaml::Pair* const components = pair_at(root, "components");
  if (!components) {
    reading.error("missing-key", "`components` is missing",
                  {blueprint.file, root.span.begin, root.span.begin}, "add `components:`");
    return;
  }
  if (!components->value.is_mapping()) {
    reading.error("wrong-type",
                  concat("`components` is ", kind_words(components->value.kind), ", a mapping is expected"),
                  components->value.span, "write the components by name, such as `network: {}`");
    return;
  }
  const std::vector<StatedLink> links = read_instances(reading, types, components->value, blueprint);
  link_instances(reading, links, blueprint);
}

// One whole reading of `root`, to which overlays have been applied.
Blueprint read_applied(const Reading& reading, ComponentTypes& types, yaml::Node root, FileId file) {
  Blueprint blueprint{.file = file};
  const Schema& schema = types.blueprint_schema();
  read_settings(reading, schema, root, blueprint);
  read_components(reading, types, root, blueprint);
  read_parameters(reading, schema, pair_at(root, "parameters"), blueprint);
  read_waivers(reading, schema, pair_at(root, "waivers"), blueprint);
  read_overrides(reading, schema, pair_at(root, "overrides"), blueprint);
  run_checks(reading, blueprint);
  blueprint.document = std::move(root);
  return blueprint;
}

// `root` in the environment of `overlay`, or as it is when that is nullptr.
yaml::Node applied(const Reading& reading, const yaml::Node& root, const yaml::Pair* overlay,
                   std::string_view environment) {
  yaml::Node base = root;
  std::erase_if(base.pairs, [](const yaml::Pair& pair) { return pair.key == "environments"; });
  const Span named = overlay ? overlay->key_span : Span{};
  const yaml::Node* const stated = base.find("environment");
  const bool differs = !stated || (overlay && stated->text != environment);
  if (!environment.empty() && differs) {
    std::erase_if(base.pairs, [](const yaml::Pair& pair) { return pair.key == "environment"; });
    base.pairs.push_back(
        {.key = "environment",
         .key_span = named,
         .value = {.kind = yaml::Kind::String, .span = named, .text = std::string(environment)}});
  }
  return overlay && overlay->value.is_mapping() ? overlaid(reading, base, overlay->value) : base;
}

// Whether `environments` is what it should be; its mistakes are reported.
bool check_environments(const Reading& reading, const yaml::Pair& environments) {
  if (environments.value.is_null()) return false;
  if (!environments.value.is_mapping()) {
    reading.error(
        "wrong-type",
        concat("`environments` is ", kind_words(environments.value.kind), ", a mapping is expected"),
        environments.value.span);
    return false;
  }
  for (const yaml::Pair& overlay : environments.value.pairs) {
    if (const auto problem = format_problem(reading, *find_format("dns-label"), overlay.key)) {
      reading.error(problem->problem, problem->message, overlay.key_span, problem->help);
    }
    if (!overlay.value.is_mapping() && !overlay.value.is_null()) {
      reading.error(
          "wrong-type",
          concat(shown(overlay.key), " is ", kind_words(overlay.value.kind), ", a mapping is expected"),
          overlay.value.span);
    }
    for (const yaml::Pair& pair : overlay.value.pairs) {
      if (pair.key != "blueprint" && pair.key != "environments") continue;
      reading.error("misplaced-key", concat(shown(pair.key), " cannot differ between environments"),
                    pair.key_span, "remove it");
    }
  }
  return true;
}

bool is_reported(const Diagnostics& diags, const Diagnostic& diagnostic) {
  return std::ranges::any_of(diags.all(), [&](const Diagnostic& other) {
    return other.span == diagnostic.span && other.code == diagnostic.code &&
           other.message == diagnostic.message;
  });
}

// Reports what goes wrong in the environments that are not asked for, and not in the one that is.
void check_others(const Reading& reading, ComponentTypes& types, const yaml::Node& root,
                  const yaml::Node& overlays, const yaml::Pair* asked, FileId file) {
  for (const yaml::Pair& overlay : overlays.pairs) {
    if (&overlay == asked) continue;
    Diagnostics found;
    const Reading apart{.diags = found, .sources = reading.sources, .library = reading.library};
    read_applied(apart, types, applied(apart, root, &overlay, overlay.key), file);
    for (Diagnostic& diagnostic : found.all()) {
      if (is_reported(reading.diags, diagnostic)) continue;
      const bool inside =
          diagnostic.span.begin >= overlay.key_span.begin && diagnostic.span.end <= overlay.value.span.end;
      if (!inside) {
        diagnostic.labels.push_back(
            {.span = overlay.key_span, .text = concat("in the environment ", shown(overlay.key))});
      }
      reading.diags.add(std::move(diagnostic));
    }
  }
}

// The overlay that was asked for, or that the blueprint's own environment
// names. An unknown one is reported when it was asked for.
const yaml::Pair* choose_overlay(const Reading& reading, const yaml::Node& root,
                                 const yaml::Pair* environments, const ReadOptions& options) {
  const yaml::Node* const stated = root.find("environment");
  const std::string own = stated && stated->is_string() ? stated->text : std::string();
  const std::string& wanted = options.environment.empty() ? own : options.environment;
  const yaml::Pair* const overlay = environments ? pair_at(environments->value, wanted) : nullptr;
  if (overlay || options.environment.empty() || wanted == own) return overlay;
  std::vector<std::string_view> known;
  if (environments) {
    for (const yaml::Pair& pair : environments->value.pairs) known.push_back(pair.key);
  }
  if (!own.empty() && std::ranges::find(known, own) == known.end()) known.push_back(own);
  const Span place =
      environments ? environments->key_span : Span{root.span.file, root.span.begin, root.span.begin};
  reading.error("unknown-environment", concat("there is no environment ", shown(wanted)), place,
                suggestion(wanted, known));
  return nullptr;
}

// The file as a mapping; reports when it is none.
std::optional<yaml::Node> read_root(const Reading& reading, FileId file) {
  Diagnostics syntax;
  yaml::Node root = yaml::parse_one(syntax, reading.sources, file);
  reading.diags.add_all(syntax);
  if (root.is_mapping()) return root;
  if (syntax.has_errors()) return {};
  const Span start{file, root.span.begin, root.span.end};
  if (root.is_null()) {
    reading.error("empty", "the blueprint is empty", start, "start with what `blueprint init` writes");
  } else {
    reading.error("wrong-type", concat("the blueprint is ", kind_words(root.kind), ", a mapping is expected"),
                  start, "begin with `blueprint: 1`");
  }
  return {};
}

}  // namespace

const std::string* Instance::link(std::string_view need) const {
  const auto found = std::ranges::find(links, need, &std::pair<std::string, std::string>::first);
  return found == links.end() ? nullptr : &found->second;
}

const Instance* Blueprint::instance(std::string_view key) const {
  const auto found = std::ranges::find(instances, key, &Instance::key);
  return found == instances.end() ? nullptr : &*found;
}

std::string former_key(const Blueprint& blueprint, const Instance& instance) {
  if (!instance.was.empty() || instance.part_of.empty()) return instance.was;
  const Instance* whole = blueprint.instance(instance.part_of);
  const std::string was = whole ? former_key(blueprint, *whole) : std::string();
  if (was.empty()) return {};
  return was == whole->type->name ? instance.type->name : concat(was, "_", instance.type->name);
}

Blueprint read_blueprint(Diagnostics& diags, const Sources& sources, FileId file, ComponentTypes& types,
                         const catalog::Library& library, const ReadOptions& options) {
  const Reading reading{.diags = diags, .sources = sources, .library = library};
  const std::optional<yaml::Node> root = read_root(reading, file);
  if (!root) return {.file = file};
  const yaml::Pair* environments = pair_at(*root, "environments");
  if (environments && !check_environments(reading, *environments)) environments = nullptr;
  const yaml::Pair* const overlay = choose_overlay(reading, *root, environments, options);

  Blueprint blueprint = read_applied(
      reading, types, applied(reading, *root, overlay, overlay ? overlay->key : options.environment), file);
  if (overlay) blueprint.overlay = join(overlay->key_span, overlay->value.span);
  if (environments) {
    for (const yaml::Pair& pair : environments->value.pairs) blueprint.environments.push_back(pair.key);
    check_others(reading, types, *root, environments->value, overlay, file);
  }
  return blueprint;
}

}  // namespace blueprint
