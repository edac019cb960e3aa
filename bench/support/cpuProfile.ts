/** What the inspector's Profiler.stop gives, as far as it is looked at here. */
export interface CpuProfile {
	nodes: Array<{
		id: number;
		callFrame: { functionName: string; url: string; lineNumber: number };
		children?: number[];
	}>;
	samples: number[];
	/** Microseconds since the sample before. */
	timeDeltas: number[];
}

/** A share of the profiled time, in milliseconds. */
export interface Share {
	name: string;
	/** In the thing itself. */
	self: number;
	/** In it and in what it called. */
	total: number;
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/** Time by package: `(garbage collector)` and `(program)`, Node's native side, count as such. */
export function byPackage(profile: CpuProfile): Share[] {
	return shares(profile, packageOf);
}

/** Time by function, with the package and file it stands in. */
export function byFunction(profile: CpuProfile): Share[] {
	return shares(profile, (frame) => {
		const file = frame.url.split('/').slice(-2).join('/');
		const name = frame.functionName || '(anonymous)';
		return file === '' ? name : `${name}  ${packageOf(frame)}  ${file}:${frame.lineNumber + 1}`;
	});
}

/** The package that a function's file belongs to. */
export function packageOf({ functionName, url }: Frame): string {
	if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
	if (url.startsWith('node:')) return 'node';
	const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
	return name ?? url;
}

/** Sums up self and total time; a name that calls itself is counted once. The idle time is left out. */
function shares({ nodes, samples, timeDeltas }: CpuProfile, nameOf: (frame: Frame) => string) {
	const selfTime = new Map<number, number>();
	samples.forEach((id, place) => {
		selfTime.set(id, (selfTime.get(id) ?? 0) + (timeDeltas[place] ?? 0) / 1000);
	});
	const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])));
	const nodeOf = new Map(nodes.map((node) => [node.id, node]));
	const found = new Map<string, Share>();
	const share = (name: string) => {
		const known = found.get(name) ?? { name, self: 0, total: 0 };
		found.set(name, known);
		return known;
	};
	for (const [id, time] of selfTime) {
		const leaf = nodeOf.get(id);
		if (!leaf || leaf.callFrame.functionName === '(idle)') continue;
		share(nameOf(leaf.callFrame)).self += time;
		const onStack = new Set<string>();
		for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
			const frame = nodeOf.get(at)?.callFrame;
			if (frame && frame.functionName !== '(root)') onStack.add(nameOf(frame));
		}
		for (const name of onStack) share(name).total += time;
	}
	return [...found.values()].sort((a, b) => b.self - a.self);
}
