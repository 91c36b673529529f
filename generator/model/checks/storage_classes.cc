#include <charconv>

#include "catalog/table.h"
#include "model/checks/checks.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

using eval::Value;

// What EBS allows, from catalog/volume-types.tsv. 0: the type has no such setting.
struct VolumeType {
  std::string_view name{};
  std::int64_t gib_min = 0, gib_max = 0;
  std::int64_t iops_min = 0, iops_max = 0;
  std::int64_t iops_per_gib = 0;
  std::int64_t mibs_min = 0, mibs_max = 0;
};

// https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html: 0.25 MiB/s per IOPS.
constexpr std::int64_t kIopsPerMibs = 4;
constexpr std::string_view kDefaultType = "gp3";

std::optional<VolumeType> volume_type(const catalog::Library& library, std::string_view name) {
  const auto text = library.find("catalog/volume-types.tsv");
  const auto row = text ? catalog::Table(*text).find(name) : std::nullopt;
  if (!row) return {};
  return VolumeType{.name = (*row)[0],
                    .gib_min = row->number(1),
                    .gib_max = row->number(2),
                    .iops_min = row->number(3),
                    .iops_max = row->number(4),
                    .iops_per_gib = row->number(5),
                    .mibs_min = row->number(6),
                    .mibs_max = row->number(7)};
}

// The type stated, or that which the name begins with: `gp3-retain` is a gp3.
std::optional<VolumeType> type_of_class(const catalog::Library& library, std::string_view name,
                                        const Value& spec) {
  if (const std::string_view stated = text_at(spec, "type"); !stated.empty())
    return volume_type(library, stated);
  const auto named = volume_type(library, name.substr(0, name.find('-')));
  return named ? named : volume_type(library, kDefaultType);
}

void check_between(const Reading& reading, const Value& spec, std::string_view key, std::int64_t low,
                   std::int64_t high, std::string_view type) {
  const auto number = number_at(spec, key);
  if (!number || (*number >= low && *number <= high)) return;
  const Span span = value_at(spec, key)->origin();
  if (high == 0) {
    reading.error("volume-setting", concat("`", key, "` cannot be set for ", shown(type), " volumes"), span,
                  "remove it, or choose another type");
    return;
  }
  reading.error("volume-setting",
                concat("`", key, "` is ", std::to_string(*number), ", ", shown(type), " volumes have ",
                       std::to_string(low), " to ", std::to_string(high)),
                span,
                *number < low ? concat("set it to ", std::to_string(low), " or more")
                              : concat("set it to ", std::to_string(high), " or less"));
}

// iops and throughput, of a class or a disk.
void check_volume(const Reading& reading, const Value& spec, const VolumeType& type) {
  check_between(reading, spec, "size", type.gib_min, type.gib_max, type.name);
  check_between(reading, spec, "iops", type.iops_min, type.iops_max, type.name);
  check_between(reading, spec, "throughput", type.mibs_min, type.mibs_max, type.name);
  const auto throughput = number_at(spec, "throughput");
  const std::int64_t iops = number_at(spec, "iops").value_or(type.iops_min);
  if (throughput && type.mibs_max > 0 && *throughput <= type.mibs_max && *throughput > iops / kIopsPerMibs) {
    reading.error("volume-ratio",
                  concat("`throughput` is ", std::to_string(*throughput), " MiB/s, and ",
                         std::to_string(iops), " IOPS allow ", std::to_string(iops / kIopsPerMibs)),
                  value_at(spec, "throughput")->origin(),
                  concat("set `iops` to ", std::to_string(*throughput * kIopsPerMibs), " or more"));
  }
  const auto size = number_at(spec, "size");
  const auto stated_iops = number_at(spec, "iops");
  // Below its baseline any gp3 gets its 3000, however small.
  if (size && stated_iops && type.iops_per_gib > 0 && *stated_iops > type.iops_min && *size >= type.gib_min &&
      *stated_iops > *size * type.iops_per_gib) {
    reading.error(
        "volume-ratio",
        concat("`iops` is ", std::to_string(*stated_iops), ", and ", std::to_string(*size), " GiB of ",
               shown(type.name), " allow ", std::to_string(*size * type.iops_per_gib)),
        value_at(spec, "iops")->origin(),
        concat("set `size` to ", std::to_string((*stated_iops + type.iops_per_gib - 1) / type.iops_per_gib),
               " or more"));
  }
}

void check_defaults(const Reading& reading, const Instance& classes) {
  const Value* first = nullptr;
  std::string_view first_name;
  for (const auto& [name, spec] : entries_at(classes.spec, "")) {
    const Value* const is_default = value_at(spec, "default");
    if (!is_default || !is_default->is_true()) continue;
    if (!first) {
      first = is_default;
      first_name = name;
      continue;
    }
    reading.diags.add(
        {.code = "blueprint/several-default-storage-classes",
         .message = concat(shown(name), " and ", shown(first_name), " are both the default storage class"),
         .span = is_default->origin(),
         .labels = {{.span = first->origin(), .text = concat(shown(first_name), " is here")}},
         .help = "leave `default: true` at one of them"});
  }
}

// Gi of "500Gi", "2Ti"; nothing for other units.
std::optional<std::int64_t> gib(std::string_view quantity) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(quantity.data(), quantity.data() + quantity.size(), number);
  const std::string_view unit = quantity.substr(std::size_t(end - quantity.data()));
  if (error != std::errc{} || number < 0 || number > 1'000'000) return {};
  if (unit == "Gi") return number;
  return unit == "Ti" ? std::optional(number * 1024) : std::nullopt;
}

// A claim that is too small for the iops of its class is never bound.
void check_claims(const Reading& reading, const Blueprint& blueprint, std::string_view class_name,
                  std::int64_t iops, const VolumeType& type) {
  for (const Instance* workloads : instances_of(blueprint, "workloads")) {
    for (const auto& [name, workload] : entries_at(workloads->spec, "")) {
      const Value* const storage = value_at(workload, "storage");
      if (!storage ||
          (text_at(*storage, "class") != class_name && text_at(*storage, "storage_class") != class_name))
        continue;
      const auto size = gib(text_at(*storage, "size"));
      if (!size || *size * type.iops_per_gib >= iops) continue;
      reading.warning("volume-ratio",
                      concat("a volume of ", std::to_string(*size), " GiB is too small for the ",
                             std::to_string(iops), " IOPS of ", shown(class_name), ", which allows ",
                             std::to_string(type.iops_per_gib), " per GiB"),
                      value_at(*storage, "size")->origin(),
                      concat("ask for ", std::to_string((iops + type.iops_per_gib - 1) / type.iops_per_gib),
                             "Gi or more"));
    }
  }
}

}  // namespace

void storage_classes(const Reading& reading, const Blueprint& blueprint) {
  for (const Instance* classes : instances_of(blueprint, "storage_classes")) {
    check_defaults(reading, *classes);
    for (const auto& [name, spec] : entries_at(classes->spec, "")) {
      const auto type = type_of_class(reading.library, name, spec);
      if (!type) continue;
      check_volume(reading, spec, *type);
      const auto iops = number_at(spec, "iops");
      if (iops && type->iops_per_gib > 0 && *iops > type->iops_min)
        check_claims(reading, blueprint, name, *iops, *type);
    }
  }
  for (const Instance* groups : instances_of(blueprint, "node_groups")) {
    for (const auto& [name, group] : entries_at(groups->spec, "")) {
      const Value* const disk = value_at(group, "disk");
      const auto type = disk ? type_of_class(reading.library, "", *disk) : std::nullopt;
      if (type) check_volume(reading, *disk, *type);
    }
  }
}

}  // namespace blueprint::checks
