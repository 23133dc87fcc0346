//! Draws the windows of all tests on one device.

use egui_kittest::LazyRenderer;
use egui_kittest::wgpu::{WgpuTestRenderer, create_render_state, default_wgpu_setup};
use egui_wgpu::wgpu::Backends;
use egui_wgpu::{RendererOptions, WgpuSetup, WgpuSetupExisting};
use std::sync::LazyLock;

/// Vulkan's loader 1.4 dies where devices come and go in several threads at the same time, as tests do.
static DEVICE: LazyLock<WgpuSetupExisting> = LazyLock::new(|| {
    let mut setup = default_wgpu_setup();
    if let WgpuSetup::CreateNew(new) = &mut setup {
        // OpenGL's contexts do not bear threads either, and lavapipe is what the pictures are compared with.
        new.instance_descriptor.backends = Backends::VULKAN;
    }
    let made = create_render_state(setup, RendererOptions::PREDICTABLE);
    WgpuSetupExisting {
        instance: made.instance,
        adapter: made.adapter,
        device: made.device,
        queue: made.queue,
    }
});

/// A renderer that asks for the device when the first picture is taken: most tests take none.
pub(super) fn renderer() -> LazyRenderer {
    LazyRenderer::new(|| WgpuTestRenderer::from_setup(WgpuSetup::Existing(DEVICE.clone())))
}
