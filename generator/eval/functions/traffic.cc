#include "eval/functions/traffic.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "support/strings.h"

namespace blueprint::eval {

namespace {

// The names that one kind of resource has for the same things.
struct Names {
  std::string_view ipv4;
  std::string_view ipv6;
  std::string_view protocol;
  std::string_view number = {};  // Empty: there is no order, and every rule allows.
  std::string_view action = {};
};

constexpr Names kGroup = {.ipv4 = "cidr_blocks", .ipv6 = "ipv6_cidr_blocks", .protocol = "protocol"};
constexpr Names kGroupRule = {.ipv4 = "cidr_ipv4", .ipv6 = "cidr_ipv6", .protocol = "ip_protocol"};
constexpr Names kAcl = {.ipv4 = "cidr_block",
                        .ipv6 = "ipv6_cidr_block",
                        .protocol = "protocol",
                        .number = "rule_no",
                        .action = "action"};
constexpr Names kAclRule = {.ipv4 = "cidr_block",
                            .ipv6 = "ipv6_cidr_block",
                            .protocol = "protocol",
                            .number = "rule_number",
                            .action = "rule_action"};

// What answers at a port and is not made for strangers.
struct Service {
  int port;
  std::string_view name;
  bool udp = false;  // Over UDP too.
};

constexpr Service kServices[] = {
    {20, "FTP"},
    {21, "FTP"},
    {22, "SSH"},
    {23, "Telnet"},
    {25, "SMTP"},
    {53, "DNS", true},
    {110, "POP3"},
    {111, "RPC", true},
    {135, "RPC", true},
    {137, "NetBIOS", true},
    {138, "NetBIOS", true},
    {139, "NetBIOS", true},
    {143, "IMAP"},
    {161, "SNMP", true},
    {389, "LDAP", true},
    {445, "SMB"},
    {512, "rexec"},
    {513, "rlogin"},
    {514, "syslog", true},
    {636, "LDAP", true},
    {873, "rsync"},
    {1433, "SQL Server"},
    {1434, "SQL Server", true},
    {1521, "Oracle"},
    {2049, "NFS", true},
    {2375, "Docker"},
    {2376, "Docker"},
    {2379, "etcd"},
    {2380, "etcd"},
    {2382, "SQL Server Analysis"},
    {2383, "SQL Server Analysis"},
    {2483, "Oracle"},
    {2484, "Oracle"},
    {3000, "an internal web server"},
    {3020, "CIFS", true},
    {3306, "MySQL"},
    {3389, "RDP", true},
    {4505, "Salt"},
    {4506, "Salt"},
    {5432, "PostgreSQL"},
    {5500, "VNC"},
    {5601, "Kibana"},
    {5672, "AMQP"},
    {5900, "VNC"},
    {5984, "CouchDB"},
    {5985, "WinRM"},
    {5986, "WinRM"},
    {6379, "Redis"},
    {6443, "Kubernetes"},
    {7001, "Cassandra"},
    {7199, "Cassandra"},
    {8000, "an internal web server"},
    {8020, "HDFS"},
    {8080, "an internal web server"},
    {8140, "Puppet"},
    {8888, "an internal web server"},
    {9000, "HDFS"},
    {9042, "Cassandra"},
    {9090, "Prometheus"},
    {9092, "Kafka"},
    {9160, "Cassandra"},
    {9200, "Elasticsearch"},
    {9300, "Elasticsearch"},
    {10250, "the kubelet"},
    {11211, "Memcached", true},
    {11214, "Memcached", true},
    {11215, "Memcached", true},
    {15672, "RabbitMQ"},
    {27017, "MongoDB"},
    {27018, "MongoDB"},
    {50070, "HDFS"},
    {61620, "Cassandra"},
    {61621, "Cassandra"},
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return text;
}

Value member(const Value& object, std::string_view name) {
  const Value* const found = name.empty() ? nullptr : object.find(name);
  return found ? *found : Value::null();
}

// As a number, null where it is nothing or no number.
Value number(const Value& value) {
  if (value.is_unknown()) return Value::unknown(Type::number());
  if (value.is_number()) return value;
  if (!value.is_string()) return Value::null(Type::number());
  const std::optional<Number> parsed = Number::parse(trim(value.as_string()));
  return parsed ? Value::number(*parsed) : Value::null(Type::number());
}

Value protocol(const Value& value) {
  if (value.is_unknown()) return Value::unknown(Type::string());
  const std::string text = value.is_number()   ? value.as_number().text()
                           : value.is_string() ? lower(value.as_string())
                                               : std::string("all");
  if (text == "-1" || text.empty()) return Value::string("all");
  if (text == "6") return Value::string("tcp");
  if (text == "17") return Value::string("udp");
  if (text == "1") return Value::string("icmp");
  if (text == "58") return Value::string("icmpv6");
  return Value::string(text);
}

// A port, or `otherwise` where the rule sets no limit.
Value port(const Value& value, const Value& protocol, int otherwise) {
  if (protocol.is_string() && protocol.as_string() == "all") return Value::number(Number(otherwise));
  const Value found = number(value);
  if (found.is_unknown()) return found;
  return found.is_null() || found.as_number() < Number(0) ? Value::number(Number(otherwise)) : found;
}

Value services(const Value& protocol, const Value& from, const Value& to) {
  if (protocol.is_unknown() || from.is_unknown() || to.is_unknown()) return Value::unknown();
  const std::string& spoken = protocol.as_string();
  const double first = from.as_number().as_double();
  const double last = to.as_number().as_double();
  std::vector<Value> names;
  for (const Service& service : kServices) {
    const bool heard = spoken == "all" || spoken == "tcp" || (spoken == "udp" && service.udp);
    if (!heard || service.port < first || last < service.port) continue;
    if (names.empty() || names.back().as_string() != service.name)
      names.push_back(Value::string(service.name));
  }
  return Value::tuple(std::move(names));
}

// The networks of one argument, which may be one, several or none.
void append_cidrs(const Value& value, std::vector<Value>& out) {
  if (value.is_unknown()) out.push_back(Value::unknown(Type::string()));
  if (value.is_string()) out.push_back(value);
  if (!value.is_sequence()) return;
  for (const Value& item : value.items()) {
    if (!item.is_null()) out.push_back(item);
  }
}

// Whatever address stands before it, a prefix of no bits is every address.
bool is_everything(const Value& cidr) { return cidr.is_string() && cidr.as_string().ends_with("/0"); }

Value is_open(const std::vector<Value>& cidrs) {
  bool unknown = false;
  for (const Value& cidr : cidrs) {
    if (is_everything(cidr)) return Value::boolean(true);
    unknown = unknown || cidr.is_unknown();
  }
  return unknown ? Value::unknown(Type::boolean()) : Value::boolean(false);
}

Value is_allowed(const Value& action, const Names& names) {
  if (names.action.empty()) return Value::boolean(true);
  if (action.is_unknown()) return Value::unknown(Type::boolean());
  return Value::boolean(action.is_string() && lower(action.as_string()) == "allow");
}

Value rule(const Value& of, const Names& names, Value direction, const std::string& path) {
  std::vector<Value> ipv4, cidrs;
  append_cidrs(member(of, names.ipv4), ipv4);
  cidrs = ipv4;
  append_cidrs(member(of, names.ipv6), cidrs);
  Value open = is_open(cidrs);
  const bool by_ipv6 = open.is_true() && !is_open(ipv4).is_true();
  const Value spoken = protocol(member(of, names.protocol));
  const Value from = port(member(of, "from_port"), spoken, 0);
  const Value to = port(member(of, "to_port"), spoken, 65535);
  return Value::object({{"direction", std::move(direction)},
                        {"allow", is_allowed(member(of, names.action), names)},
                        {"number", number(member(of, names.number))},
                        {"protocol", spoken},
                        {"from", from},
                        {"to", to},
                        {"services", services(spoken, from, to)},
                        {"cidrs", Value::tuple(std::move(cidrs))},
                        {"open", std::move(open)},
                        {"at", Value::string(concat(path, by_ipv6 ? names.ipv6 : names.ipv4))}});
}

// The rules that are written within the resource.
void append_inline(const Value& resource, const Names& names, std::string_view direction,
                   std::vector<Value>& out) {
  const Value rules = member(resource, direction);
  if (rules.is_unknown()) out.push_back(Value::unknown());
  if (!rules.is_sequence()) return;
  std::size_t i = 0;
  for (const Value& item : rules.items()) {
    const std::string path = concat(direction, "[", std::to_string(i++), "].");
    out.push_back(item.is_mapping() ? rule(item, names, Value::string(direction), path) : Value::unknown());
  }
}

Value acl_direction(const Value& egress) {
  if (egress.is_unknown()) return Value::unknown(Type::string());
  const bool out = egress.is_true() || (egress.is_string() && egress.as_string() == "true");
  return Value::string(out ? "egress" : "ingress");
}

// In the public module networks stand in one text, with commas.
Value network_list(const Value& value) {
  if (!value.is_string()) return value;
  std::vector<Value> found;
  for (const std::string_view part : split(value.as_string(), ',')) {
    found.push_back(Value::string(std::string(trim(part))));
  }
  return Value::tuple(std::move(found));
}

// The names of rules that the public module has: most end in port and protocol, `https-443-tcp`.
struct NamedRule {
  std::string_view name;
  int from;
  int to;
};

constexpr NamedRule kNamedRules[] = {
    {"all-all", 0, 65535},
    {"all-tcp", 0, 65535},
    {"all-udp", 0, 65535},
    {"dns-tcp", 53, 53},
    {"dns-udp", 53, 53},
    {"ldap-tcp", 389, 389},
    {"ldaps-tcp", 636, 636},
    {"memcached-tcp", 11211, 11211},
    {"mssql-tcp", 1433, 1433},
    {"mysql-tcp", 3306, 3306},
    {"nfs-tcp", 2049, 2049},
    {"oracle-db-tcp", 1521, 1521},
    {"postgresql-tcp", 5432, 5432},
    {"rdp-tcp", 3389, 3389},
    {"rdp-udp", 3389, 3389},
    {"redis-tcp", 6379, 6379},
    {"smtp-tcp", 25, 25},
    {"ssh-tcp", 22, 22},
};

// Ports and protocol of such a name, null where it is not known.
Value named_rule(const Value& name) {
  if (!name.is_string()) return Value::null();
  const std::vector<std::string_view> parts = split(name.as_string(), '-');
  const auto of = [&](const Value& from, const Value& to) {
    return Value::object(
        {{"from_port", from}, {"to_port", to}, {"protocol", Value::string(std::string(parts.back()))}});
  };
  for (const NamedRule& rule : kNamedRules) {
    if (rule.name == name.as_string())
      return of(Value::number(Number(rule.from)), Value::number(Number(rule.to)));
  }
  if (parts.size() < 3 || (parts.back() != "tcp" && parts.back() != "udp")) return Value::null();
  const std::optional<Number> port = Number::parse(parts[parts.size() - 2]);
  return port ? of(Value::number(*port), Value::number(*port)) : Value::null();
}

// The inputs of the public module: lists of rules, and networks for the rules that name none.
void append_module(const Value& call, std::string_view direction, std::vector<Value>& out) {
  const auto append = [&](const Value& ports, std::string_view networks, const Value& from,
                          const std::string& path) {
    out.push_back(rule(Value::object({{"from_port", member(ports, "from_port")},
                                      {"to_port", member(ports, "to_port")},
                                      {"protocol", member(ports, "protocol")},
                                      {std::string(networks), network_list(from)}}),
                       kGroup, Value::string(std::string(direction)), path));
  };
  // Takes one of the two inputs that name rules: as objects, and as names for the networks of the whole call.
  const auto each = [&](const std::string& input, const auto& visit) {
    const Value rules = member(call, input);
    if (rules.is_unknown()) out.push_back(Value::unknown());
    if (!rules.is_sequence()) return;
    std::size_t i = 0;
    for (const Value& item : rules.items()) visit(item, concat(input, "[", std::to_string(i++), "]."));
  };
  for (const std::string_view networks : {kGroup.ipv4, kGroup.ipv6}) {
    const std::string shared = concat(direction, "_", networks);
    each(concat(direction, "_with_", networks), [&](const Value& item, const std::string& path) {
      const Value ports =
          item.is_mapping() && item.find("from_port") ? item : named_rule(member(item, "rule"));
      if (ports.is_null()) return out.push_back(Value::unknown());
      const Value named = member(item, networks);
      append(ports, networks, named.is_null() ? member(call, shared) : named, path);
    });
    if (member(call, shared).is_null()) continue;
    each(concat(direction, "_rules"), [&](const Value& item, const std::string& path) {
      const Value ports = named_rule(item);
      if (ports.is_null()) return out.push_back(Value::unknown());
      append(ports, networks, member(call, shared), path);
    });
  }
}

}  // namespace

Value traffic_rules(std::string_view type, const Value& resource) {
  if (!resource.is_mapping()) return Value::unknown();
  std::vector<Value> rules;
  if (type == "aws_security_group" || type == "aws_default_security_group") {
    for (const std::string_view direction : {"ingress", "egress"})
      append_inline(resource, kGroup, direction, rules);
  } else if (type == "aws_network_acl" || type == "aws_default_network_acl") {
    for (const std::string_view direction : {"ingress", "egress"})
      append_inline(resource, kAcl, direction, rules);
  } else if (type == "aws_security_group_rule") {
    rules.push_back(rule(resource, kGroup, member(resource, "type"), ""));
  } else if (type == "aws_vpc_security_group_ingress_rule") {
    rules.push_back(rule(resource, kGroupRule, Value::string("ingress"), ""));
  } else if (type == "aws_vpc_security_group_egress_rule") {
    rules.push_back(rule(resource, kGroupRule, Value::string("egress"), ""));
  } else if (type == "module") {
    for (const std::string_view direction : {"ingress", "egress"}) append_module(resource, direction, rules);
  } else if (type == "aws_network_acl_rule") {
    rules.push_back(rule(resource, kAclRule, acl_direction(member(resource, "egress")), ""));
  }
  return Value::tuple(std::move(rules));
}

std::span<const std::string_view> traffic_arguments() {
  static constexpr std::array<std::string_view, 18> kArguments = {
      "ingress",    "egress",      "type",        "from_port",       "to_port",     "protocol",
      "cidr_block", "cidr_blocks", "cidr_ipv4",   "ipv6_cidr_block", "cidr_ipv6",   "ipv6_cidr_blocks",
      "rule_no",    "rule_number", "rule_action", "action",          "ip_protocol", "self"};
  return kArguments;
}

}  // namespace blueprint::eval
