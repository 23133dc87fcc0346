//! The program at the door, driven by what screen readers see: roles and labels. Clock and camera are the tests' own.

mod config;
mod counts;
mod eye;
mod face;
mod flow;
mod guest;
mod hand;
mod kiosk;
mod kiosk_pages;
mod layout;
mod pages;
mod ready;
mod renderer;
mod sandbox;
mod screen;
mod set_up;
mod snapshots;
mod sound;
mod supervisor;
mod support;
mod texts;
mod wedge;
mod wedge_window;
mod window;
mod wire;
