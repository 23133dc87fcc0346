//! The program at the door, driven by what screen readers see: roles and labels. Clock and camera are the tests' own.

mod config;
mod eye;
mod flow;
mod kiosk;
mod layout;
mod pages;
mod renderer;
mod screen;
mod snapshots;
mod sound;
mod supervisor;
mod support;
mod texts;
mod window;
mod wire;
