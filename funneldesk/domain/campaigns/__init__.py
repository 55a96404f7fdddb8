"""What the money of each lead source and campaign brought: cost, leads, deals, wins, ROI."""
