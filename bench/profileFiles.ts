import { downloadOf, uploadsOf } from './cases/fileTransfers.ts';
import { tellProfile } from './profile.ts';
import { Inspector } from './support/inspector.ts';
import { downloadNode, httpDownload, httpUpload, uploadNode } from './support/nodes.ts';
import { sourceFile } from './support/sourceFile.ts';
import { megabytes, time } from './support/table.ts';
import { timeNode } from './support/timeNode.ts';
import { BenchWorld } from './support/world.ts';

const bigBytes = 500e6;
const many = { files: 200, bytes: 5e6 };

/**
 * Tells where the processor time of transfers goes, and of the same by the HTTP Request node: one big file up and
 * down (case b), or many files up (case c).
 */
export async function profileFiles(
	projectFolder: string,
	tell: (line: string) => void,
	which: 'b' | 'c',
): Promise<string> {
	const env = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };
	const world = await BenchWorld.start({ projectFolder, tell, env });
	try {
		const service = await world.startService();
		const [files, bytes] = which === 'b' ? [1, bigBytes] : [many.files, many.bytes];
		const source = await sourceFile(world, bytes);
		const up = await uploadsOf(service, source, files);
		const uploads = [uploadNode(service), httpUpload()].map((node) => ({ node, ...up }));
		const down = which === 'b' ? await downloadOf(service, source) : undefined;
		const nodes = [downloadNode(service), httpDownload()];
		const downloads = down ? nodes.map((node) => ({ node, ...down })) : [];
		const inspector = await Inspector.open(world.n8n.log(), 'bin/n8n');
		const told: string[] = [];
		for (const [direction, runs] of Object.entries({ upload: uploads, download: downloads })) {
			for (const { node, input } of runs) {
				tell(`Profiling ${direction} by ${node.type}`);
				await timeNode(world.rest, node, input.slice(0, 1));
				let milliseconds = 0;
				const profile = await inspector.profile(async () => {
					({ milliseconds } = await timeNode(world.rest, node, input));
				});
				const what = `${direction} of ${files} × ${megabytes(bytes)}`;
				told.push(`${node.type}: ${time(milliseconds)} for ${what}\n\n${tellProfile(profile)}`);
			}
		}
		inspector.close();
		return told.join('\n\n');
	} finally {
		await world.stop();
	}
}
