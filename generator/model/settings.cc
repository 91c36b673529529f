#include "model/settings.h"

#include <algorithm>

#include "model/schema_reader.h"

namespace blueprint {
namespace {

constexpr std::string_view kSchema = R"(attributes:
  blueprint: { type: number, required: true, minimum: 1, maximum: 1, doc: The version of this format. }
  name: { type: string, required: true, format: dns-label, doc: 'The name of the system, the first part of every name.' }
  environment: { type: string, required: true, format: dns-label, doc: 'Which environment this is, such as prod. It names the overlay that applies.' }
  region: { type: string, required: true, format: region, doc: The AWS region. }
  account: { type: string, format: account-id, doc: 'The AWS account, where it is known.' }
  naming:
    type: string
    format: naming
    nullable: false
    default: '{name}-{environment}'
    doc: 'The pattern that every name begins with; `{name}`, `{environment}`, `{region}` and `{account}` are filled in.'
  targets:
    type: list
    nullable: false
    elements: { type: string, one_of: [terraform, kubernetes, helm] }
    default: [terraform, kubernetes, helm]
    doc: What is written.
  tags:
    type: map
    nullable: false
    elements: { type: string, nullable: false, doc: 'At most 256 characters.' }
    default: {}
    doc: Tags that everything gets that can have tags.
  components: { type: map, elements: { type: any }, required: true, doc: 'What the system is made of, by name.' }
  environments: { type: map, keys: dns-label, elements: { type: any }, doc: 'What is different in an environment: maps merge, lists and scalars replace, null removes.' }
  parameters:
    type: map
    keys: identifier
    doc: Values that are set when applying.
    elements:
      type: object
      attributes:
        sets: { type: string, required: true, doc: 'The path of the value, such as `network.cidr`.' }
        type: { type: string, doc: 'The Terraform type; that of the value unless stated.' }
        default: { type: any, doc: The value at the path unless stated. }
        description: { type: string, required: true, doc: What it is and what to choose. }
        validation:
          type: list
          doc: Conditions that a value must meet.
          elements:
            type: object
            attributes:
              condition: { type: string, required: true, doc: A Terraform expression over `var.<name>`. }
              error_message: { type: string, required: true, pattern: '(?s).*\S.*', doc: What a wrong value is told. }
  waivers:
    type: list
    doc: Findings that are accepted.
    elements:
      type: object
      attributes:
        rule: { type: string, required: true, pattern: '[a-z0-9*-]+(/[a-z0-9*-]+)*', doc: 'The rule, such as aws/eks-endpoint-public.' }
        where: { type: string, doc: 'The address or path it is accepted at; `*` matches anything.' }
        reason: { type: string, required: true, pattern: '(?s).*\S.*', doc: Why it is accepted. }
        expires: { type: string, format: date, doc: The last day it is accepted. }
  overrides:
    type: list
    doc: Changes to what is generated.
    elements:
      type: object
      attributes:
        resource: { type: string, doc: 'A block in Terraform, such as aws_eks_cluster.cluster.' }
        document: { type: string, doc: 'A Kubernetes document, such as StorageClass/gp3.' }
        release: { type: string, doc: 'A Helm release, whose values are set.' }
        set: { type: map, keys: any, required: true, doc: 'Values by dotted path; null removes.' }
)";

constexpr std::string_view kReadElsewhere[] = {"components", "environments", "parameters", "waivers",
                                               "overrides"};

}  // namespace

Schema read_blueprint_schema(Diagnostics& diags, Sources& sources, const catalog::Library& library) {
  const FileId file = sources.add_view("blueprint.schema.yaml", kSchema);
  const Reading reading{.diags = diags, .sources = sources, .library = library, .subject = "blueprint"};
  return read_schema(reading, yaml::parse_one(diags, sources, file), "blueprint");
}

bool is_setting(std::string_view key) {
  return std::ranges::find(kReadElsewhere, key) == std::end(kReadElsewhere);
}

}  // namespace blueprint
