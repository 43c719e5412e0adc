//! The real binary on small pages in a folder of its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod book;
mod cascade;
mod cascades_of_a_corpus;
mod check;
mod diff;
mod explore;
mod files;
mod generate;
mod graph;
mod lock;
mod messages;
mod model;
mod organization;
mod pull;
mod render;
mod rows;
mod tables;
mod usage;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A full page of a table with two columns and a relationship.
const COLOR: &str = r#"---
title: "Color table/entity reference (Microsoft Dataverse)"
ms.topic: reference
---

# Color table/entity reference

A hue that things have.

## Messages

|Name <br />Is Event?|Web API Operation|SDK for .NET|
|---|---|---|
|`Create`<br />Event: True|`POST` /colors<br />See [Create](/create)|<xref:Microsoft.Xrm.Sdk.Messages.CreateRequest>|

## Properties

|Property|Value|
|---|---|
|**DisplayName**|**Color**|
|**SchemaName**|`Color`|
|**EntitySetName**|`colors`|
|**LogicalName**|`color`|
|**PrimaryIdAttribute**|`colorid`|
|**OwnershipType**|`UserOwned`|

## Writable columns/attributes

- [ColorId](#BKMK_ColorId)
- [Shade](#BKMK_Shade)

### <a name="BKMK_ColorId"></a> ColorId

|Property|Value|
|---|---|
|Description|**What tells one color from another.**|
|LogicalName|`colorid`|
|RequiredLevel|SystemRequired|
|Type|Uniqueidentifier|

### <a name="BKMK_Shade"></a> Shade

|Property|Value|
|---|---|
|LogicalName|`shade`|
|Type|Picklist|
|GlobalChoiceName|`color_shade`|

#### Shade Choices/Options

|Value|Label|
|---|---|
|1|**Light**|
|2|**Dark**|
"#;

/// A page of another product that adds a message to the same table.
const COLOR_MORE: &str = r#"---
title: "Color table/entity reference (Microsoft Dynamics 365)"
ms.topic: reference
---

# Color table/entity reference

> [!NOTE]
> The Microsoft Dynamics 365 Color table extends the [Microsoft Dataverse Color table](/data-platform/entities/color).

## Messages

|Name <br />Is Event?|Web API Operation|SDK for .NET|
|---|---|---|
|`Mix`<br />Event: False|**Mix action**||
"#;

/// A table whose every text tries to become a part of what is made of it.
const HOSTILE: &str = include_str!("../../../tests/explorer/hostile.table.yaml");

/// A folder with the binary's surroundings.
struct Place {
    folder: TempDir,
}

impl Place {
    /// A folder that holds these files.
    fn with(files: &[(&str, &str)]) -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        for (path, text) in files {
            place.write(path, text.as_bytes());
        }
        place
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The files of a folder and those below it, sorted.
    fn files(&self, folder: &str) -> Vec<String> {
        let mut files = Vec::new();
        collect(&self.path(folder), &self.path(folder), &mut files);
        files.sort();
        files
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_earlybound"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

/// The result of a run.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
