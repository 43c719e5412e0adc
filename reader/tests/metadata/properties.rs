//! Any metadata, written and read again, and metadata that somebody broke.

use earlybound_reader::diagnostic::{Code, Diagnostics, render_text};
use earlybound_reader::model::{
    BoundTo, ComplexType, EntityType, EnumMember, EnumType, Member, MessageSignature, NavigationProperty, Property,
    WebApi,
};
use earlybound_reader::parse::parse_in;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::{Binding, MessageKind};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::HARBOUR;

/// Writes what a service has as it would itself.
fn csdl(api: &WebApi) -> String {
    let attribute =
        |name: &str, value: Option<&String>| value.map_or(String::new(), |value| format!(" {name}=\"{value}\""));
    let member = |tag: &str, member: &Member| {
        let nullable = if member.optional { "" } else { " Nullable=\"false\"" };
        format!("<{tag} Name=\"{}\"{}{nullable} />\n", member.name, attribute("Type", member.type_name.as_ref()))
    };
    let mut text = String::new();
    for of in &api.entity_types {
        let key = of.primary_id_attribute.iter().map(|key| format!("<Key><PropertyRef Name=\"{key}\" /></Key>"));
        text += &format!("<EntityType Name=\"{}\">\n{}", of.name, key.collect::<String>());
        for property in &of.properties {
            let computed = property
                .computed
                .map(|computed| format!("<Annotation Term=\"Org.OData.Core.V1.Computed\" Bool=\"{computed}\" />"));
            let type_name = attribute("Type", property.type_name.as_ref());
            let computed = computed.unwrap_or_default();
            text += &format!("<Property Name=\"{}\"{type_name}>{computed}</Property>\n", property.name);
        }
        for link in &of.navigation_properties {
            let own = format!("mscrm.{}", link.table);
            let type_name = if link.collection { format!("Collection({own})") } else { own };
            let partner = attribute("Partner", link.partner.as_ref());
            let column = link.column.iter().map(|of| format!("<ReferentialConstraint Property=\"_{of}_value\" />"));
            let column = column.collect::<String>();
            text += &format!(
                "<NavigationProperty Name=\"{}\" Type=\"{type_name}\"{partner}>{column}</NavigationProperty>\n",
                link.name
            );
        }
        text += "</EntityType>\n";
    }
    for of in &api.complex_types {
        let properties = of.properties.iter().map(|property| member("Property", property)).collect::<String>();
        text += &format!("<ComplexType Name=\"{}\">{properties}</ComplexType>\n", of.name);
    }
    for of in &api.enum_types {
        let members = of.members.iter().map(|of| format!("<Member Name=\"{}\" Value=\"{}\" />", of.name, of.value));
        text += &format!("<EnumType Name=\"{}\">{}</EnumType>\n", of.name, members.collect::<String>());
    }
    for of in &api.messages {
        let tag = if of.kind == Some(MessageKind::Action) { "Action" } else { "Function" };
        let parameters = of.parameters.iter().map(|parameter| member("Parameter", parameter)).collect::<String>();
        let returns = of.returns.iter().map(|returns| format!("<ReturnType Type=\"{returns}\" />")).collect::<String>();
        let bound = of.bound_to.iter().map(|bound| {
            let own = format!("mscrm.{}", bound.table);
            let of = if bound.binding == Binding::Entity { own } else { format!("Collection({own})") };
            (" IsBound=\"true\"", format!("<Parameter Name=\"entity\" Type=\"{of}\" />"))
        });
        let alone = of.bound_to.is_empty().then(|| ("", String::new()));
        for (is_bound, first) in bound.chain(alone) {
            text += &format!("<{tag} Name=\"{}\"{is_bound}>{first}{parameters}{returns}</{tag}>\n", of.name);
        }
    }
    let sets = api.entity_types.iter().filter_map(|of| {
        let set = of.entity_set_name.as_ref()?;
        Some(format!("<EntitySet Name=\"{set}\" EntityType=\"Microsoft.Dynamics.CRM.{}\" />\n", of.name))
    });
    let sets = sets.collect::<String>();
    format!(
        "<Edmx Version=\"4.0\"><DataServices><Schema Namespace=\"Microsoft.Dynamics.CRM\" Alias=\"mscrm\">{text}\
         <EntityContainer Name=\"System\">{sets}</EntityContainer></Schema></DataServices></Edmx>"
    )
}

fn type_name() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        select(vec!["Edm.String", "Edm.Int32", "Edm.Guid", "Edm.Decimal"]).prop_map(str::to_owned),
        "mscrm\\.[a-zA-Z_]{1,8}",
    ];
    (one, any::<bool>()).prop_map(|(one, several)| if several { format!("Collection({one})") } else { one })
}

/// Items of different names.
fn named<T: std::fmt::Debug>(
    names: &'static str,
    item: impl Strategy<Value = T>,
    name: impl Fn(String, T) -> T + Clone,
) -> impl Strategy<Value = Vec<T>> {
    let items = vec((names, item), 0..4);
    items.prop_map(move |items| {
        let mut known = std::collections::BTreeSet::new();
        let items = items.into_iter().filter(|(name, _)| known.insert(name.clone()));
        items.map(|(own, item)| name(own, item)).collect()
    })
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    let member = (type_name(), any::<bool>()).prop_map(|(type_name, optional)| Member {
        type_name: Some(type_name),
        optional,
        ..Member::default()
    });
    named("[A-Za-z]{1,6}", member, |name, member| Member { name, ..member })
}

prop_compose! {
    fn entity_type()(
        entity_set_name in of("[a-z]{1,8}"),
        primary_id_attribute in of("[a-z]{1,8}"),
        properties in named(
            "[a-z]{1,8}|_[a-z]{1,8}_value",
            (type_name(), of(any::<bool>())).prop_map(|(type_name, computed)| Property {
                type_name: Some(type_name), computed, ..Property::default()
            }),
            |name, property| Property { name, ..property },
        ),
        navigation_properties in named(
            "[a-z_]{1,8}",
            ("[a-z]{1,8}", of("[a-z]{1,8}"), any::<bool>(), of("[a-z]{1,8}")).prop_map(
                |(table, partner, collection, column)| NavigationProperty {
                    table, partner, collection, column: column.filter(|_| !collection), ..NavigationProperty::default()
                }
            ),
            |name, link| NavigationProperty { name, ..link },
        ),
    ) -> EntityType {
        EntityType { entity_set_name, primary_id_attribute, properties, navigation_properties, ..EntityType::default() }
    }
}

prop_compose! {
    fn api()(
        entity_types in named("[a-z]{1,8}", entity_type(), |name, of| EntityType { name, ..of }),
        complex_types in named(
            "[A-Z][a-z]{1,6}",
            members().prop_map(|properties| ComplexType { properties, ..ComplexType::default() }),
            |name, of| ComplexType { name, ..of },
        ),
        enum_types in named(
            "[A-Z][a-z]{1,6}",
            named("[A-Z]{1,3}", any::<i64>().prop_map(|value| EnumMember { value, ..EnumMember::default() }),
                |name, member| EnumMember { name, ..member },
            ).prop_map(|members| EnumType { members, ..EnumType::default() }),
            |name, of| EnumType { name, ..of },
        ),
        messages in named(
            "[A-Z][a-z]{1,6}",
            (any::<bool>(), of(type_name()), members(), vec(("[a-z]{1,8}", any::<bool>()), 0..3)).prop_map(
                |(is_action, returns, parameters, bound_to)| {
                    let mut bound_to: Vec<BoundTo> = bound_to.into_iter().map(|(table, one)| BoundTo {
                        table, binding: if one { Binding::Entity } else { Binding::EntityCollection },
                    }).collect();
                    bound_to.sort();
                    bound_to.dedup();
                    let kind = Some(if is_action { MessageKind::Action } else { MessageKind::Function });
                    MessageSignature { kind, returns, parameters, bound_to, ..MessageSignature::default() }
                }
            ),
            |name, of| MessageSignature { name, ..of },
        ),
    ) -> WebApi {
        WebApi { messages, complex_types, enum_types, entity_types }
    }
}

/// Reads and resolves a text, whatever it says.
fn survives(text: &str) -> String {
    let mut sources = Sources::default();
    sources.add("$metadata.xml", text);
    let mut diagnostics = Diagnostics::default();
    let parsed = parse_in(&sources, None, &mut diagnostics);
    resolve(parsed, &mut diagnostics);
    diagnostics.sort();
    render_text(&diagnostics, &sources, false)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_metadata_is_read_as_it_was_written(api in api()) {
        let text = csdl(&api);
        let mut sources = Sources::default();
        sources.add("$metadata.xml", &text);
        let mut diagnostics = Diagnostics::default();
        let mut read = parse_in(&sources, None, &mut diagnostics).web_api;
        read.messages.iter_mut().for_each(|of| { of.layers.clear(); of.bound_to.sort() });
        read.complex_types.iter_mut().for_each(|of| of.layers.clear());
        read.enum_types.iter_mut().for_each(|of| of.layers.clear());
        read.entity_types.iter_mut().for_each(|of| of.layers.clear());
        prop_assert_eq!(&read, &api, "{}", text);
        diagnostics.retain(|finding| finding.code != Code::NothingToRead);
        prop_assert_eq!(render_text(&diagnostics, &sources, false), "");
        survives(&text);
    }

    #[test]
    fn changed_metadata_does_not_panic(at in 0..HARBOUR.len(), length in 0..400_usize, text in "\\PC{0,6}|[<>/\"=a-z]{0,12}") {
        let mut changed = HARBOUR.to_owned();
        changed.replace_range(at..(at + length).min(HARBOUR.len()), &text);
        survives(&changed);
    }
}
