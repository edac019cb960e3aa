import { startHostWorld, startingMs, type HostWorld } from '../../host/support/hostWorld.ts';
import type { SandboxOptions } from '../../../sandbox/index.ts';
import { Editor } from './editor.ts';

/** 2 March 2026, 09:00 in UTC: pictures show the same dates whenever they are taken. */
const startOfTime = Date.UTC(2026, 2, 2, 9);

/** What the tests of a file work with; it is there once they run. */
export interface InEditor {
	world: HostWorld;
	editor: Editor;
}

/**
 * Starts n8n, the sandbox and a browser for the tests of a file, and ends them afterwards.
 *
 * @param sandbox how jobs move; by default only when they are told to
 */
export function useEditor(sandbox: SandboxOptions = { manual: true }): InEditor {
	const inEditor = {} as InEditor;
	beforeAll(async () => {
		const behindMs = Date.now() - startOfTime;
		inEditor.world = await startHostWorld({
			sandbox: { ...sandbox, now: () => Date.now() - behindMs },
		});
		// A sign-in to Skyfish holds the time, so its clock has to be right.
		inEditor.world.sandbox.skyfish.setClockOffset(behindMs);
		inEditor.editor = await Editor.open(inEditor.world);
	}, startingMs);
	afterAll(async () => {
		await inEditor.editor?.close();
		await inEditor.world?.stop();
	}, 60_000);
	return inEditor;
}
