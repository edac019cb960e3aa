import '../support/shorterWaits';
import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import {
	takePhotosThere,
	useEveryOperation,
	watchAJob,
	watchForOverdueJobs,
} from './support/brightRiverStory';
import { describeReadings } from './support/describeReadings';

describeReadings({
	service: 'Bright River',
	type: 'brightRiver',
	node: new BrightRiver(),
	// It goes by the clock of the test, which can stand still.
	sandbox: { manual: true, now: () => Date.now() },
	operations: useEveryOperation,
	triggers: async (runner) => {
		await watchAJob(runner);
		await watchForOverdueJobs(runner);
	},
	mainJob: takePhotosThere,
});
